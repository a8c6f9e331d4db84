using System.Text;
using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Storage.Files;

namespace Huracan.Cli.Datasets;

/// <summary>
/// Counts the models that were measured on a dataset's test part: a line each in <c>test_openings.jsonl</c> beside its files, wherever the
/// models go. Whoever measures again and takes the best has chosen on test.
/// </summary>
/// <param name="folder">Folder of the splits.</param>
/// <param name="dataset">Their hash: of other files that were there before, nothing is counted.</param>
internal sealed class TestOpenings(string folder, string dataset)
{
    private readonly string path = Path.Combine(folder, "test_openings.jsonl");
    private int before;
    private int now;

    /// <summary>Sees to it that openings can be noted: better now than when the models are trained.</summary>
    /// <exception cref="InputRefusedException">They cannot be.</exception>
    public void RequireWritable()
    {
        try
        {
            using var file = File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
            using var text = new StreamReader(file, Encoding.UTF8);
            before = text.ReadToEnd().Split('\n').Count(line => line.Contains(dataset, StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputRefusedException(
                $"{path} cannot be written: {exception.Message} --open-test notes there which models were measured on test; copy the three "
                    + "files to a folder that can be.",
                exception);
        }
    }

    /// <summary>Notes that a model is measured, before it is.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(string model)
    {
        LineFile.Append(
            path,
            JsonSerializer.SerializeToUtf8Bytes(
                new Opening(dataset, model, TimeProvider.System.GetUtcNow()), HuracanJson.Compact));
        now++;
    }

    /// <summary>How often it was opened, in words.</summary>
    public string Sentence() => before == 0
        ? $"Test was opened for {now} models, the first time. Their figures are honest as long as no model is chosen by them."
        : $"Test was opened for {now} models, after {before} before: the best of {before + now} figures on test is a choice on test.";

    private sealed record Opening(string Dataset, string Model, DateTimeOffset At);
}
