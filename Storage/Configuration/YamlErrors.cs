using Huracan.Contracts;
using Huracan.Contracts.Trading;

namespace Huracan.Storage.Configuration;

/// <summary>Collects the errors of a settings file, to report all at once.</summary>
internal sealed class YamlErrors
{
    private readonly List<(long Line, string Text)> errors = [];

    /// <param name="line">Line in the file; 0 when it has none.</param>
    /// <param name="text">What is wrong, with key, value and rule.</param>
    public void Add(long line, string text) => errors.Add((line, text));

    public bool Any => errors.Count > 0;

    public void ThrowIfAny(string origin)
    {
        if (errors.Count == 0)
            return;
        var lines = errors.OrderBy(x => x.Line).Select(x => x.Line > 0 ? $"line {x.Line}: {x.Text}" : x.Text).Distinct();
        throw new InputRefusedException(
            errors.Count == 1 ? $"{origin}, {lines.Single()}" : $"{origin} has {errors.Count} errors:\n  {string.Join("\n  ", lines)}");
    }
}
