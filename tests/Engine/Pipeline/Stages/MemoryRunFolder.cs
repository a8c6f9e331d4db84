using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Reports.Charts;
using Huracan.Engine.Search.Studies;
using Huracan.Engine.Tables;
using Huracan.Tests.Engine.Training;

namespace Huracan.Tests.Engine.Pipeline.Stages;

/// <summary>A run folder without a disk.</summary>
internal sealed class MemoryRunFolder : IRunFolder
{
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Table> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemoryCheckpoints> checkpoints = new(StringComparer.Ordinal);

    private readonly Dictionary<string, MemoryStudyStorage> studies = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => files.Keys.Order(StringComparer.Ordinal);

    public bool Exists(string name) => files.ContainsKey(name) || studies.ContainsKey(name);

    public IReadOnlyList<string> List(string folder) => [.. Names.Where(name => name.StartsWith($"{folder}/", StringComparison.Ordinal))];

    public string? Hash(string name) =>
        studies.TryGetValue(name, out var study) ? Sha256(Encoding.UTF8.GetBytes(string.Join('\n', study.Load().Select(Text))))
        : files.TryGetValue(name, out var content) ? Sha256(content)
        : null;

    public void Write(string name, ReadOnlySpan<byte> content) => files[name] = content.ToArray();

    public byte[] Read(string name) =>
        files.TryGetValue(name, out var content) ? content : throw new InputRefusedException($"{name} does not exist.");

    public void WriteJson<T>(string name, T value) => Write(name, JsonSerializer.SerializeToUtf8Bytes(value, Json));

    public T ReadJson<T>(string name)
        where T : class => JsonSerializer.Deserialize<T>(Read(name), Json) ?? throw new InputRefusedException($"{name} is null.");

    public void WriteTable(string name, Table table)
    {
        tables[name] = table;
        using var content = new MemoryStream();
        foreach (var column in table.Columns)
        {
            content.Write(Encoding.UTF8.GetBytes(column.Name));
            content.Write(column.Values switch
            {
                double[] values => MemoryMarshal.AsBytes<double>(values),
                float[] values => MemoryMarshal.AsBytes<float>(values),
                long[] values => MemoryMarshal.AsBytes<long>(values),
                int[] values => MemoryMarshal.AsBytes<int>(values),
                sbyte[] values => MemoryMarshal.AsBytes<sbyte>(values),
                bool[] values => MemoryMarshal.AsBytes<bool>(values),
                var texts => Encoding.UTF8.GetBytes(string.Join('\n', (string[])texts)),
            });
        }
        files[name] = content.ToArray();
    }

    public Table ReadTable(string name) =>
        tables.TryGetValue(name, out var table) ? table : throw new InputRefusedException($"{name} does not exist.");

    public bool TryPlot(string name, Chart chart) => false;

    public void Delete(string name)
    {
        foreach (var found in files.Keys.Where(file => file == name || file.StartsWith(name + "/", StringComparison.Ordinal)).ToArray())
            files.Remove(found);
        foreach (var found in studies.Keys.Where(file => file == name || file.StartsWith(name + "/", StringComparison.Ordinal)).ToArray())
            studies.Remove(found);
    }

    public ICheckpoints Checkpoints(string name) =>
        checkpoints.TryGetValue(name, out var found) ? found : checkpoints[name] = new MemoryCheckpoints();

    public IStudyStorage OpenStudy(string name, string study, StudyDirection direction) =>
        studies.TryGetValue(name, out var found) ? found : studies[name] = new MemoryStudyStorage(direction);

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static string Text(FrozenTrial trial) => string.Create(
        CultureInfo.InvariantCulture,
        $"{trial.Number} {trial.State} {trial.Value:R} {string.Join(' ', trial.Parameters)} {string.Join(' ', trial.Reports)} "
            + $"{string.Join(' ', trial.UserAttributes)}");
}
