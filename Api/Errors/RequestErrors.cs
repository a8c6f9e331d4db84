using System.Text.RegularExpressions;
using Huracan.Contracts;

namespace Huracan.Api.Errors;

/// <summary>Collects the errors of a request, so that all are reported at once.</summary>
/// <param name="names">The request's names of settings, by the names that error messages use, where they differ.</param>
internal sealed partial class RequestErrors(IReadOnlyDictionary<string, string>? names = null)
{
    private const int MostShown = 50;
    private readonly Dictionary<string, List<string>> errors = new(StringComparer.Ordinal);
    private int count;

    public bool Any => count > 0;

    public void Add(string name, string error)
    {
        if (++count > MostShown)
            return;
        if (!errors.TryGetValue(name, out var list))
            errors[name] = list = [];
        if (!list.Contains(error))
            list.Add(error);
    }

    /// <summary>Runs a check. If it refuses, each line of its message becomes an error of the setting that the line quotes first.</summary>
    public void Collect(Action check)
    {
        try
        {
            check();
        }
        catch (InputRefusedException exception)
        {
            foreach (var line in exception.Message.Split(
                '\n',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line =>
                    !line.EndsWith(':')))
                Add(NameIn(line), line);
        }
    }

    /// <exception cref="RequestValidationException">There are any.</exception>
    public void ThrowIfAny()
    {
        if (Any)
            throw new RequestValidationException(
                errors.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal));
    }

    private string NameIn(string line)
    {
        if (Quoted().Match(line) is not { Success: true } match)
            return "request";
        return names?.GetValueOrDefault(match.Groups[1].Value) ?? match.Groups[2].Value;
    }

    [GeneratedRegex(@"'(([a-z][a-z_]*)(?:\.[a-z_.]+)?)' (?:is|needs|must|has)\b")]
    private static partial Regex Quoted();
}
