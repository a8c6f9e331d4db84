namespace Huracan.Api.Keys;

/// <summary>The authorization policies.</summary>
internal static class Policies
{
    /// <summary>Read: a reader or an operator.</summary>
    public const string Reader = "reader";

    /// <summary>Write: an operator.</summary>
    public const string Operator = "operator";
}
