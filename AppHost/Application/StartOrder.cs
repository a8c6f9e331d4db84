namespace Huracan.AppHost.Application;

/// <summary>Who starts before whom: a part one level above the highest of those it waits for. Stopping goes the other way.</summary>
internal static class StartOrder
{
    /// <summary>The parts level by level; within a level in the order they were added.</summary>
    /// <exception cref="InvalidOperationException">Parts wait for each other in a circle.</exception>
    public static IReadOnlyList<IReadOnlyList<IResource>> Levels(IReadOnlyList<IResource> resources)
    {
        var levels = new Dictionary<IResource, int>();
        foreach (var resource in resources)
            Visit(resource, [], levels);
        return [.. resources.GroupBy(resource => levels[resource]).OrderBy(group => group.Key).Select(group => group.ToList())];
    }

    private static int Visit(IResource resource, List<IResource> path, Dictionary<IResource, int> levels)
    {
        if (levels.TryGetValue(resource, out var known))
            return known;
        if (path.Contains(resource))
            throw new InvalidOperationException($"These wait for each other: {string.Join(" → ", path.SkipWhile(x => x != resource).Append(resource).Select(x => x.Name))}.");
        path.Add(resource);
        var level = 0;
        foreach (var dependency in resource.Waits)
            level = Math.Max(level, Visit(dependency, path, levels) + 1);
        path.RemoveAt(path.Count - 1);
        return levels[resource] = level;
    }
}
