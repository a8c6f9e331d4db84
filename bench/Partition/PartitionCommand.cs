using System.CommandLine;
using System.Diagnostics;
using Huracan.Contracts;
using Huracan.Tests.Servers;
using Huracan.Tests.Silo.Harness;
using Npgsql;

namespace Huracan.Bench.Partition;

/// <summary>
/// <c>bench partition</c>: two silos on hosts of their own, with certificates, are cut off from each other, or one of them from everything,
/// while a run goes on. One side goes on, the other ends itself, and the run has the bytes of an undisturbed one.
/// </summary>
internal static class PartitionCommand
{
    private const string Settings = """
        timeframes: [1h]
        models: [cnn-lstm]
        horizons: [4]
        epochs: 400
        patience: 400
        train_bars: 1200
        seed: 7
        simulation: {coins: 6, include_bitcoin: false, timeframe: 1h, bars: 2600, seed: 7}
        model_settings:
          cnn-lstm: {lookback: 16, hidden_size: 32, conv_channels: 16}
        """;

    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "Length of the partition.", DefaultValueFactory = _ => 60 };
        var command = new Command("partition", "Cut two silos off from each other, and one from everything. Needs root.") { seconds };
        command.SetAction(async (parse, _) =>
        {
            var single = await SingleRun.HashesAsync(Settings);
            foreach (var fromAll in new[] { true, false })
                await PlayAsync(fromAll, TimeSpan.FromSeconds(parse.GetValue(seconds)), single);
            return 0;
        });
        return command;
    }

    private static async Task PlayAsync(bool fromAll, TimeSpan length, SortedDictionary<string, string> single)
    {
        using var certificates = new Certificates();
        await using var network = await NetworkNamespaces.CreateAsync("huracan-a", "huracan-b");
        await using var cluster = await TestCluster.StartAsync(certificates.Settings);
        var database = new NpgsqlConnectionStringBuilder(cluster.Database.ConnectionString);
        using var relay = TcpRelay.Start(NetworkNamespaces.Gateway, database.Port);
        (database.Host, database.Port) = (NetworkNamespaces.Gateway, relay.Port);
        var folder = Directory.CreateTempSubdirectory("huracan-partition-");
        await using var a = new SupervisedSilo(Silo("huracan-a"));
        await using var b = new SupervisedSilo(Silo("huracan-b"));
        var runId = await cluster.PostAsync(Settings);
        var held = await cluster.UntilAsync(runId, units => units.Count(unit => unit.State == UnitState.Finalizing) == 2);

        Console.WriteLine(fromAll ? "huracan-b is cut off from everything" : "the silos are cut off from each other");
        await CutAsync(true);
        var cut = Stopwatch.StartNew();
        var before = held.Count(unit => unit.HasEnded);
        await cluster.UntilAsync(runId, units => held.Any(unit =>
            unit.Owner is not null && units.Find(now => now.Key == unit.Key) is { } now && now.Token > unit.Token));
        Say($"a unit of the side that was declared dead is claimed anew after {cut.Elapsed.TotalSeconds:F1} s");
        while (cut.Elapsed < length)
            await Task.Delay(200);
        var units = await cluster.UnitsAsync(runId);
        Say($"after {cut.Elapsed.TotalSeconds:F0} s: {units.Count(unit => unit.HasEnded) - before} units ended meanwhile; exits of a: "
            + $"[{string.Join(", ", a.Exits)}], of b: [{string.Join(", ", b.Exits)}]");
        await CutAsync(false);
        var healed = Stopwatch.StartNew();
        while ((await cluster.Database.QueryAsync(
            "select count(*)::int from orleans.silos where status = 3 and alive > now() - interval '5 seconds'", row => row.GetInt32(0),
            CancellationToken.None)).Single() < 2)
            await Task.Delay(100);
        Say($"both silos are active again {healed.Elapsed.TotalSeconds:F1} s after the end of the partition; exits of a: "
            + $"[{string.Join(", ", a.Exits)}], of b: [{string.Join(", ", b.Exits)}]");
        var ended = await cluster.UntilEndedAsync(runId);
        var published = await cluster.PublishedAsync(runId);
        var refused = a.Log.Concat(b.Log).Count(line => line.Contains("is lost; another silo", StringComparison.Ordinal));
        var bytes = published.SequenceEqual(single) ? "with the bytes of a single run" : "WITH OTHER BYTES than a single run";
        Say($"{ended.Count(unit => unit.State == UnitState.Scored)} of {ended.Count} units scored, {bytes}, {refused} late claims refused, "
            + $"{ended.Sum(unit => unit.Faults)} attempts lost");
        folder.Delete(recursive: true);

        Task CutAsync(bool isCut) =>
            fromAll ? NetworkNamespaces.CutAsync("huracan-b", isCut) : network.CutAsync("huracan-a", "huracan-b", isCut);

        ProcessCommand Silo(string host) => NetworkNamespaces.On(host, new ProcessCommand("dotnet", [Programs.Silo])
        {
            Environment = new Dictionary<string, string>(
                certificates.Settings.Select(setting => KeyValuePair.Create($"Cluster__{setting.Key}", setting.Value)))
            {
                ["ConnectionStrings__huracan"] = $"{database.ConnectionString};Timeout=3;Command Timeout=5;Keepalive=2",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:5000",
                ["Silo__Id"] = host,
                ["Silo__Slots"] = "1",
                ["Silo__Folder"] = Path.Combine(folder.FullName, host),
                ["Orleans__Endpoints__AdvertisedIPAddress"] = network.AddressOf(host),
                ["Orleans__Endpoints__SiloPort"] = "11111",
                ["Orleans__Endpoints__GatewayPort"] = "30000",
            },
        });
    }

    private static void Say(string text) => Console.WriteLine($"  {text}"); // this program's culture is the invariant one
}
