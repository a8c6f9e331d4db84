using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Huracan.Bench.Measuring;
using Huracan.Contracts.Json;
using Huracan.Storage.Runs;

namespace Huracan.Bench.Families;

/// <summary>
/// <c>bench families</c>: what each model family costs with the settings of <c>config/models</c>, each in a process of its own, since
/// memory is measured.
/// </summary>
internal static class FamiliesCommand
{
    public static Command Create()
    {
        var samples = new Option<int>("--samples") { Description = "Windows or rows to train on.", DefaultValueFactory = _ => 5_000 };
        var command = new Command(
            "families",
            "Parameters, samples a second, memory and the time of a forecast of each model family, by its processor time on one thread.")
        {
            samples, One(),
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var count = parse.GetValue(samples).ToString(CultureInfo.InvariantCulture);
            var costs = new List<FamilyCost>();
            foreach (var family in RunFiles.Families.Families.Where(family => !family.IsBaseline))
                costs.Add(await MeasureAsync(family.Name, count, cancellationToken));
            Tables.Print(
                ["family", "features", "weights", "saved kB", "samples/s", "peak MiB", "forecast ms"],
                costs.Select(cost => new[]
                {
                    cost.Family, Tables.Number(cost.Features, "0"), Tables.Number(cost.Weights, "0"),
                    Tables.Number(cost.SavedBytes / 1e3, "0.0"), Tables.Rate(cost.SamplesPerSecond),
                    Tables.Number(cost.PeakBytes / (double)(1 << 20), "0"), Tables.Number(cost.ForecastMilliseconds, "0.000"),
                }));
            Console.WriteLine(
                "Samples a second of an epoch of a network, and of a whole fit of the others; by processor time, like a forecast.");
        });
        return command;
    }

    private static Command One()
    {
        var family = new Argument<string>("FAMILY") { Description = "The model family." };
        var samples = new Argument<int>("SAMPLES") { Description = "Windows or rows to train on." };
        var command = new Command("one", "The figures of one family, as JSON.") { family, samples };
        command.SetAction(parse => Console.WriteLine(System.Text.Encoding.UTF8.GetString(
            HuracanJson.Serialize(FamilyCost.Measure(parse.GetRequiredValue(family), parse.GetRequiredValue(samples))))));
        return command;
    }

    private static async Task<FamilyCost> MeasureAsync(string family, string samples, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "bench.dll"), "families", "one", family, samples])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start) ?? throw new IOException("Could not start dotnet.");
        var printed = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? HuracanJson.Deserialize<FamilyCost>(System.Text.Encoding.UTF8.GetBytes(printed), family)
            : throw new IOException($"bench families one {family} {samples} ended with {process.ExitCode}.");
    }
}
