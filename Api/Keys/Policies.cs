namespace Huracan.Api.Keys;

/// <summary>Who may do what.</summary>
internal static class Policies
{
    /// <summary>Look: a reader or an operator.</summary>
    public const string Reader = "reader";

    /// <summary>Change: an operator.</summary>
    public const string Operator = "operator";
}
