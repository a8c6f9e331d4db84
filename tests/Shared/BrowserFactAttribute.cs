namespace Huracan.Tests;

/// <summary>
/// A test in a browser against real servers, skipped visibly where one of the programs is missing; a build server must have them.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute() : ServersFactAttribute("postgres", Browsers)
{
    /// <summary>The names a browser that will do goes by.</summary>
    public const string Browsers = "chromium|chromium-browser|google-chrome";
}
