using System.Globalization;
using System.Security.Cryptography;
using Huracan.Cluster.Blobs;
using Huracan.Cluster.Files;
using Huracan.Cluster.Models;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Configuration;

namespace Huracan.Tests.Api.Harness;

/// <summary>Puts runs into a database as silos would.</summary>
internal static class Seed
{
    private static int count;

    public static UnitOwner Owner { get; } = new("silo-1", "S127.0.0.1:11111:1#1");

    public static string NewRunId()
    {
        var number = Interlocked.Increment(ref count);
        return string.Create(
            CultureInfo.InvariantCulture, $"20250101T{number / 3600:00}{number / 60 % 60:00}{number % 60:00}Z-{number:x8}");
    }

    /// <summary>A run whose units wait.</summary>
    public static async Task<string> QueuedAsync(ApiHost host, params UnitId[] units)
    {
        var runId = NewRunId();
        var planned = units.Select(unit => new PlannedUnit(unit)).ToList();
        var trained = TrainedRun.Value;
        await host.Get<RunTable>().CreateAsync(
            new NewRun(runId, "v1", "a test", trained.Config, trained.Features, planned), CancellationToken.None);
        return runId;
    }

    /// <summary>A run that searches with so many trials, and the claim of a silo that works on its unit.</summary>
    public static async Task<(UnitKey Key, long Token)> SearchingAsync(ApiHost host, UnitId unit, int trials)
    {
        var trained = TrainedRun.Value;
        var options = YamlFile.Parse<RunOptions>(trained.Config, "a test");
        options.Search.Trials = trials;
        var key = new UnitKey(NewRunId(), unit);
        var run = new NewRun(
            key.RunId, "v1", "a test", YamlFile.Format(options), trained.Features,
            [new PlannedUnit(unit)]);
        await host.Get<RunTable>().CreateAsync(run, CancellationToken.None);
        return (key, await ClaimAsync(host, key));
    }

    /// <summary>A run that is finished, whose unit has the trained model.</summary>
    public static async Task<string> ScoredAsync(ApiHost host, Func<UnitResult, UnitResult>? change = null)
    {
        var runId = await QueuedAsync(host, TrainedRun.Unit);
        await PublishAsync(
            host, new UnitKey(runId, TrainedRun.Unit), TrainedRun.Value.Files, (change ?? (same => same))(TrainedRun.Value.Result));
        await host.Get<ConclusionTable>().TryConcludeAsync(runId, _ => Task.FromResult(true), CancellationToken.None);
        return runId;
    }

    /// <summary>A scored result with all the evidence that ACTIVE asks for.</summary>
    public static UnitResult Proven(UnitResult result) => result with
    {
        ProbabilisticSharpe = 0.99,
        Trades = 500,
        FundingMissingShare = 0,
        EnabledRegimes = Enum.GetValues<MarketRegime>(),
        Evidence = result.Evidence! with // a scored one has it
        {
            Sharpe = 0.5,
            Skew = 0,
            Kurtosis = 3,
            ValidationSkill = 0.01,
            ValidationSharpe = 0.99,
        },
    };

    /// <summary>A run that is finished, whose units have the trained networks.</summary>
    public static async Task<string> NetworksAsync(ApiHost host)
    {
        var runId = NewRunId();
        var trained = TrainedNetworks.Value;
        var planned = trained.Units.Select(unit => new PlannedUnit(unit.Unit)).ToList();
        await host.Get<RunTable>().CreateAsync(
            new NewRun(runId, "v1", "a test", trained.Config, trained.Features, planned), CancellationToken.None);
        foreach (var unit in trained.Units)
            await PublishAsync(host, new UnitKey(runId, unit.Unit), unit.Files, unit.Result);
        await host.Get<ConclusionTable>().TryConcludeAsync(runId, _ => Task.FromResult(true), CancellationToken.None);
        return runId;
    }

    /// <summary>Ends a unit with a result.</summary>
    public static async Task EndAsync(ApiHost host, UnitKey key, UnitStatus status, string reason)
    {
        var token = await ClaimAsync(host, key);
        await FinishAsync(host, key, token, new UnitResult(key.Unit.Coin, key.Unit.Timeframe, status, reason, ""));
        await host.Get<ConclusionTable>().TryConcludeAsync(key.RunId, _ => Task.FromResult(true), CancellationToken.None);
    }

    /// <summary>Makes contents the unit's files in the name of a claim.</summary>
    public static async Task PublishAsync(ApiHost host, UnitKey key, long token, IReadOnlyDictionary<string, byte[]> contents)
    {
        var files = new List<UnitFile>();
        foreach (var (path, content) in contents)
        {
            var blob = $"{key}/{token}/{path}";
            await host.Get<IBlobStore>().WriteAsync(blob, content, CancellationToken.None);
            files.Add(new UnitFile(path, blob, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length, token));
        }
        await host.Get<FileTable>().PublishAsync(key, token, files, [], CancellationToken.None);
    }

    /// <summary>Publishes contents as the unit's files and ends it with a result.</summary>
    public static async Task PublishAsync(ApiHost host, UnitKey key, IReadOnlyDictionary<string, byte[]> contents, UnitResult result)
    {
        var token = await ClaimAsync(host, key);
        await PublishAsync(host, key, token, contents);
        await FinishAsync(host, key, token, result);
    }

    private static Task FinishAsync(ApiHost host, UnitKey key, long token, UnitResult result) => host.Get<Database>().TransactAsync(
        connection => ModelTable.FinishAsync(connection, key, token, result, TimeProvider.System.GetUtcNow(), CancellationToken.None),
        CancellationToken.None);

    private static async Task<long> ClaimAsync(ApiHost host, UnitKey key)
    {
        var claimed = await host.Get<UnitTable>()
            .ChangeAsync(key, unit => UnitMachine.Claim(unit, Owner, "cpu", TimeProvider.System.GetUtcNow()), CancellationToken.None);
        return claimed.Token;
    }
}
