namespace Huracan.Tests;

/// <summary>A test in a browser against servers of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute() : ServersFactAttribute("postgres", Browsers)
{
    /// <summary>The programs that will do as a browser.</summary>
    public const string Browsers = "chromium|chromium-browser|google-chrome";
}
