namespace Huracan.Cli.Doctor;

/// <summary>One thing looked at: what was found, and, unless all is well, what to do about it.</summary>
public sealed record Check(string Name, CheckState State, string Found, string Remedy = "")
{
    /// <summary>Version of a library, as the library reports it; null where it could not be read.</summary>
    public string? Version { get; init; }

    public static Check Ok(string name, string found) => new(name, CheckState.Ok, found);

    public static Check Warn(string name, string found, string remedy) => new(name, CheckState.Warn, found, remedy);

    public static Check Fail(string name, string found, string remedy) => new(name, CheckState.Fail, found, remedy);
}
