using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Quality;
using Huracan.Engine.Tensors;

namespace Huracan.Storage.Runs;

/// <summary>Which device <see cref="TrainingDevice.Auto"/> stands for on this machine.</summary>
public static class DeviceResolution
{
    /// <summary>Environment variable that decides where the settings say <c>auto</c>.</summary>
    public const string Variable = "ML_DEVICE";

    /// <summary>What is asked for, else what the variable says, else a GPU where there is one.</summary>
    /// <param name="asked">What the settings say.</param>
    /// <param name="variable">Value of <see cref="Variable"/>; null or empty where it is not set.</param>
    /// <exception cref="InputRefusedException">The variable has another value, or a GPU is asked for where there is none.</exception>
    public static TrainingDevice Resolve(TrainingDevice asked, string? variable)
    {
        var named = Asked(asked, variable);
        if (named == TrainingDevice.Cpu)
            return TrainingDevice.Cpu; // without the half second that libtorch takes to load
        if (LibTorch.HasGpu())
            return TrainingDevice.Cuda;
        return named == TrainingDevice.Auto
            ? TrainingDevice.Cpu
            : throw new InputRefusedException(
                $"{(asked == TrainingDevice.Auto ? Variable : "device")} is 'cuda', but libtorch sees no GPU; 'cpu' works everywhere.");
    }

    /// <summary>What is asked for, else what the variable says, else <c>auto</c>; looks at no machine.</summary>
    /// <param name="asked">What the settings say.</param>
    /// <param name="variable">Value of <see cref="Variable"/>; null or empty where it is not set.</param>
    /// <exception cref="InputRefusedException">The variable has another value.</exception>
    public static TrainingDevice Asked(TrainingDevice asked, string? variable)
    {
        var named = new GateOptions().With(new Dictionary<string, string> { [Variable] = variable ?? "" }).MlDevice;
        return asked != TrainingDevice.Auto ? asked : named ?? TrainingDevice.Auto;
    }
}
