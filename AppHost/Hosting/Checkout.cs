namespace Huracan.AppHost.Hosting;

/// <summary>The checkout this program was built in.</summary>
internal static class Checkout
{
    /// <summary>The folder that holds Aspire.sln.</summary>
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Aspire.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"No Aspire.sln above {AppContext.BaseDirectory}: the application is started from a checkout.");
    }
}
