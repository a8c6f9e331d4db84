namespace Huracan.Storage.Studies;

/// <summary>A statement that is prepared once and run often. Its parameters are $1, $2, …</summary>
/// <param name="Sql">Its text.</param>
/// <param name="Types">A letter for each parameter: <c>n</c> a whole number, <c>f</c> a real one, <c>t</c> a text, date or word.</param>
/// <param name="Many">The same for many rows at once: but for the first, parameters are arrays. Null where there is no such form.</param>
internal sealed record OptunaStatement(string Sql, string Types, string? Many = null);

/// <summary>A statement to be run.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Values">Its parameters. A first one that is null is the trial inserted just before.</param>
internal readonly record struct OptunaChange(OptunaStatement Statement, params object?[] Values);
