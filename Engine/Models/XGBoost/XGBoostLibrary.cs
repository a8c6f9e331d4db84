namespace Huracan.Engine.Models.XGBoost;

/// <summary>XGBoost's native library, which the system has.</summary>
public static class XGBoostLibrary
{
    /// <summary>Version of the library that is found, such as 1.7.4.</summary>
    /// <exception cref="DllNotFoundException">It is not installed; the message names what was looked for.</exception>
    public static string Version
    {
        get
        {
            NativeXGBoost.XGBoostVersion(out var major, out var minor, out var patch);
            return $"{major}.{minor}.{patch}";
        }
    }
}
