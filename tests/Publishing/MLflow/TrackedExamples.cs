using Huracan.Storage.Tracking;

namespace Huracan.Tests.Publishing.MLflow;

/// <summary>A run with a candidate and a trial.</summary>
internal static class TrackedExamples
{
    public const string RunId = "20260101T000000Z-0123abcd", Candidate = "BTCUSDT/1h/linear/h4";

    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TrackedRun[] Runs(string files, int epochs = 2)
    {
        Directory.CreateDirectory(Path.Combine(files, "final_model"));
        var model = Path.Combine(files, "final_model", "meta.json");
        if (!File.Exists(model))
            File.WriteAllText(model, "{}");
        return
        [
            new TrackedRun(RunId, "", RunId)
            {
                Start = Start,
                End = Start.AddHours(1),
                Parameters = new Dictionary<string, string> { ["seed"] = "42", ["coins"] = "BTCUSDT, 币安USDT" },
                Tags = new Dictionary<string, string> { ["huracan.kind"] = "run" },
            },
            new TrackedRun(RunId, Candidate, "It's a \"name\": BTCUSDT/1h")
            {
                Parent = "",
                Status = TrackedStatus.Failed,
                Start = Start.AddMinutes(1),
                End = Start.AddMinutes(2),
                Parameters = new Dictionary<string, string> { ["learning rate"] = "0.001", ["long"] = new string('x', 7000) },
                Metrics =
                [
                    .. Enumerable.Range(1, epochs).Select(
                        epoch => new TrackedMetric("train_loss", 1.0 / epoch, epoch, Start.AddSeconds(epoch))),
                    new TrackedMetric("validation_loss", double.NaN, 1, Start.AddSeconds(1)),
                    new TrackedMetric("test/a:b/../sharpe", double.PositiveInfinity, 0, Start.AddSeconds(2)),
                    new TrackedMetric("test/worst", double.NegativeInfinity, 0, Start.AddSeconds(2)),
                ],
                Files = [new TrackedFile("final_model/meta.json", model)],
            },
            new TrackedRun(RunId, $"{Candidate}/trial_0", "trial 0")
            {
                Parent = Candidate,
                Status = TrackedStatus.Killed,
                Start = Start,
                End = Start.AddSeconds(30),
            },
        ];
    }
}
