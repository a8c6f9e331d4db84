using Huracan.Engine.Models.CatBoost;
using Huracan.Engine.Models.LightGBM;
using Huracan.Engine.Models.Onnx;
using Huracan.Engine.Models.XGBoost;

namespace Huracan.Cli.Doctor;

/// <summary>Native libraries that a run needs: can they be loaded?</summary>
public static class LibraryChecks
{
    public static CheckResult Xgboost()
    {
        try
        {
            var version = XGBoostLibrary.Version;
            return CheckResult.Ok("xgboost", version) with { Version = version };
        }
        catch (DllNotFoundException exception)
        {
            return CheckResult.Fail("xgboost", exception.Message, "apt-get install --no-install-recommends libxgboost0");
        }
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
}
