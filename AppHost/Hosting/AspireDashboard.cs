namespace Huracan.AppHost.Hosting;

/// <summary>
/// Where Aspire's dashboard and its receiver of telemetry listen: on loopback, over plain HTTP, for who has the token it prints.
/// </summary>
internal static class AspireDashboard
{
    public const int Port = 5082;
    private const string Urls = "ASPNETCORE_URLS";

    /// <summary>Sets what launchSettings.json sets for <c>dotnet run</c>, where the program is started without it.</summary>
    public static void SetEnvironment(int? port)
    {
        if (port is not null || string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Urls)))
            Environment.SetEnvironmentVariable(Urls, $"http://127.0.0.1:{port ?? Port}");
        Default("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        Default("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", $"http://127.0.0.1:{Ports.Free()}");
        Default("ASPIRE_VERSION_CHECK_DISABLED", "true"); // each start would ask the package registry
    }

    /// <summary>The port that the environment names; null where it names none.</summary>
    public static int? PortOfEnvironment =>
        Uri.TryCreate(Environment.GetEnvironmentVariable(Urls)?.Split(';')[0], UriKind.Absolute, out var address) ? address.Port : null;

    private static void Default(string name, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
            Environment.SetEnvironmentVariable(name, value);
    }
}
