namespace Huracan.Engine.Models;

/// <summary>What models are trained on.</summary>
public enum TrainingDevice
{
    /// <summary>A GPU where there is one, else the processor; resolved before anything is trained.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>A GPU of NVIDIA's.</summary>
    Cuda,
}
