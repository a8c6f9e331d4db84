using System.Runtime.InteropServices;
using Huracan.Engine.Models.CatBoost;
using Huracan.Engine.Models.LightGBM;
using Huracan.Engine.Models.Onnx;

namespace Huracan.Cli.Doctor;

/// <summary>Native libraries that a run needs: can they be loaded?</summary>
public static class LibraryChecks
{
    private delegate void XgboostVersion(out int major, out int minor, out int patch);

    public static CheckResult Xgboost()
    {
        var check = Loaded(
            "xgboost", ["libxgboost.so.0", "libxgboost.so"], "apt-get install --no-install-recommends libxgboost0", out var handle);
        if (check.Status != CheckStatus.Ok || !NativeLibrary.TryGetExport(handle, "XGBoostVersion", out var address))
            return check;
        Marshal.GetDelegateForFunctionPointer<XgboostVersion>(address)(out var major, out var minor, out var patch);
        var version = $"{major}.{minor}.{patch}";
        return CheckResult.Ok("xgboost", $"{version} ({check.Detail})") with { Version = version };
    }

    public static CheckResult LightGbm()
    {
        try
        {
            LightGBMLibrary.Require();
            return CheckResult.Ok("lightgbm", LightGBMLibrary.Version) with { Version = LightGBMLibrary.Version };
        }
        catch (DllNotFoundException exception)
        {
            return CheckResult.Fail("lightgbm", exception.Message, "train other families, or on a system that it is there for");
        }
    }

    public static CheckResult Onnx()
    {
        try
        {
            OnnxLibrary.Require();
            return CheckResult.Ok("onnxruntime", OnnxLibrary.Version) with { Version = OnnxLibrary.Version };
        }
        catch (DllNotFoundException exception)
        {
            return CheckResult.Fail("onnxruntime", exception.Message, "train other families, or on 64-bit x86 with Linux");
        }
    }

    /// <param name="isNeeded">Whether a run of its family is meant; nothing else needs it.</param>
    public static CheckResult CatBoost(bool isNeeded)
    {
        try
        {
            return CheckResult.Ok("catboost", CatBoostLibrary.Require());
        }
        catch (DllNotFoundException exception)
        {
            return isNeeded
                ? CheckResult.Fail("catboost", exception.Message, "install it, or train other families")
                : CheckResult.Ok("catboost", "not installed; only training the family catboost needs it");
        }
    }

    /// <summary>Loads the first of the candidates that can be loaded. It stays loaded.</summary>
    public static CheckResult Loaded(string name, IEnumerable<string> candidates, string remedy, out nint handle)
    {
        handle = 0;
        var tried = candidates.ToList();
        foreach (var candidate in tried)
        {
            if (NativeLibrary.TryLoad(candidate, out handle))
                return CheckResult.Ok(name, candidate);
        }
        return CheckResult.Fail(name, $"none of {string.Join(", ", tried)} can be loaded", remedy);
    }
}
