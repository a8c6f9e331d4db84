using Huracan.Contracts;

namespace Huracan.Bench;

/// <summary>Where the sources lie that this program was built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>Aspire.sln</c>, above the current folder or above the program.</summary>
    public static string Root { get; } = Above(Environment.CurrentDirectory) ?? Above(AppContext.BaseDirectory)
        ?? throw new InputRefusedException(
            "Start bench inside the repository: neither the current folder nor the program lies below an Aspire.sln.");

    /// <summary>The wrapper that builds what is stale and starts the command line.</summary>
    public static string Wrapper => Path.Combine(Root, "huracan");

    /// <summary>Scripts that do the same work with other libraries; beside the repository.</summary>
    public static string SharedPeers => Path.GetFullPath(Path.Combine(Root, "..", "shared", "peers"));

    /// <summary>Real candles; beside the repository.</summary>
    public static string SharedCandles => Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "candles"));

    private static string? Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Aspire.sln")))
                return at.FullName;
        }
        return null;
    }
}
