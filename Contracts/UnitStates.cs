namespace Huracan.Contracts;

/// <summary>Which states of a unit are ends, and how they are spelled.</summary>
public static class UnitStates
{
    private static readonly Dictionary<string, UnitState> ByText = Enum.GetValues<UnitState>()
        .ToDictionary(state => state.ToString().ToUpperInvariant(), StringComparer.Ordinal);

    /// <summary>The states in which nothing more happens to a unit without an operator.</summary>
    public static IReadOnlyList<UnitState> Ends { get; } = [.. Enum.GetValues<UnitState>().Where(state => state.IsEnd)];

    extension(UnitState state)
    {
        /// <summary>Whether nothing more happens without an operator.</summary>
        public bool IsEnd =>
            state is UnitState.Trained or UnitState.Scored or UnitState.Failed or UnitState.Skipped or UnitState.Cancelled;

        /// <summary>Whether an operator can have the unit tried again.</summary>
        public bool CanBeRetried => state.IsEnd && state is not (UnitState.Trained or UnitState.Scored);

        /// <summary>As it is written in JSON, tables and pages: <c>QUEUED</c>.</summary>
        public string Text => state.ToString().ToUpperInvariant();
    }

    /// <summary>Whether a text names a state that is an end; a state that is not known here is none.</summary>
    public static bool IsEnd(string? text) => text is not null && ByText.TryGetValue(text, out var state) && state.IsEnd;
}
