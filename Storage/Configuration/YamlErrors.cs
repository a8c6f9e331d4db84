using Huracan.Contracts;
using Huracan.Contracts.Trading;

namespace Huracan.Storage.Configuration;

/// <summary>Collects the errors of a settings file, to report all at once.</summary>
internal sealed class YamlErrors
{
    private readonly List<(long Line, string Text)> faults = [];

    /// <param name="line">Line in the file; 0 when it has none.</param>
    /// <param name="text">What is wrong, with key, value and rule.</param>
    public void Add(long line, string text) => faults.Add((line, text));

    public bool Any => faults.Count > 0;

    public void ThrowIfAny(string origin)
    {
        if (faults.Count == 0)
            return;
        var lines = faults.OrderBy(x => x.Line).Select(x => x.Line > 0 ? $"line {x.Line}: {x.Text}" : x.Text).Distinct();
        throw new InputRefusedException(
            faults.Count == 1 ? $"{origin}, {lines.Single()}" : $"{origin} has {faults.Count} faults:\n  {string.Join("\n  ", lines)}");
    }
}
