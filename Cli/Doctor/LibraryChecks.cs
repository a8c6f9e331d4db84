using System.Runtime.InteropServices;

namespace Huracan.Cli.Doctor;

/// <summary>The native libraries a run rests on: do they load?</summary>
public static class LibraryChecks
{
    private delegate void XgboostVersion(out int major, out int minor, out int patch);

    public static Check Xgboost()
    {
        var check = Loaded(
            "xgboost", ["libxgboost.so.0", "libxgboost.so"], "apt-get install --no-install-recommends libxgboost0", out var handle);
        if (check.State != CheckState.Ok || !NativeLibrary.TryGetExport(handle, "XGBoostVersion", out var address))
            return check;
        Marshal.GetDelegateForFunctionPointer<XgboostVersion>(address)(out var major, out var minor, out var patch);
        var version = $"{major}.{minor}.{patch}";
        return Check.Ok("xgboost", $"{version} ({check.Found})") with { Version = version };
    }

    /// <summary>Loads the first that can be; a library once loaded stays.</summary>
    public static Check Loaded(string name, IEnumerable<string> candidates, string remedy, out nint handle)
    {
        handle = 0;
        var tried = candidates.ToList();
        foreach (var candidate in tried)
        {
            if (NativeLibrary.TryLoad(candidate, out handle))
                return Check.Ok(name, candidate);
        }
        return Check.Fail(name, $"none of {string.Join(", ", tried)} can be loaded", remedy);
    }
}
