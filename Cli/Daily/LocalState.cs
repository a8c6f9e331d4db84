namespace Huracan.Cli.Daily;

/// <summary>Which occurrences of each task have been accounted for: <c>reports/daily/state.json</c>.</summary>
/// <param name="Through">By name of the task: up to when, UTC.</param>
internal sealed record LocalState(IReadOnlyDictionary<string, DateTimeOffset> Through)
{
    public LocalState With(string task, DateTimeOffset through) =>
        new(new SortedDictionary<string, DateTimeOffset>(Through.ToDictionary(), StringComparer.Ordinal) { [task] = through });
}
