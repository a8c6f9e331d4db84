using System.Text.Json;
using Huracan.Contracts.Json;
using Huracan.Storage.Files;
using Huracan.Storage.Runs;

namespace Huracan.Cli.Datasets;

/// <summary>
/// Counts the models that were measured on a dataset's test part: a line each in <c>test_openings.jsonl</c>. Whoever measures again and
/// takes the best has chosen on test.
/// </summary>
/// <param name="folder">Folder of the models.</param>
/// <param name="dataset">Hash of the dataset.</param>
internal sealed class TestOpenings(RunFolder folder, string dataset)
{
    private const string FileName = "test_openings.jsonl";

    private readonly int before = Count(folder, dataset);
    private int now;

    /// <summary>Notes that a model is measured, before it is.</summary>
    public void Add(string model)
    {
        LineFile.Append(
            folder.PathOf(FileName),
            JsonSerializer.SerializeToUtf8Bytes(
                new Opening(dataset, model, TimeProvider.System.GetUtcNow()), HuracanJson.Compact));
        now++;
    }

    /// <summary>How often it was opened, in words.</summary>
    public string Sentence() => before == 0
        ? $"Test was opened for {now} models, the first time. Their figures are honest as long as no model is chosen by them."
        : $"Test was opened for {now} models, after {before} before: the best of {before + now} figures on test is a choice on test.";

    private static int Count(RunFolder folder, string dataset) => folder.TryRead(FileName) is { } content
        ? System.Text.Encoding.UTF8.GetString(content).Split('\n').Count(line => line.Contains(dataset, StringComparison.Ordinal))
        : 0;

    private sealed record Opening(string Dataset, string Model, DateTimeOffset At);
}
