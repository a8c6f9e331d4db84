namespace Huracan.Cli.Doctor;

/// <summary>The result of one check.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Status">How it is.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Remedy">What to do about it; empty where nothing is wrong.</param>
public sealed record CheckResult(string Name, CheckStatus Status, string Detail, string Remedy = "")
{
    /// <summary>Version of a library, as the library reports it; null where it could not be read.</summary>
    public string? Version { get; init; }

    public static CheckResult Ok(string name, string detail) => new(name, CheckStatus.Ok, detail);

    public static CheckResult Warn(string name, string detail, string remedy) => new(name, CheckStatus.Warn, detail, remedy);

    public static CheckResult Fail(string name, string detail, string remedy) => new(name, CheckStatus.Fail, detail, remedy);
}
