namespace TorchSharp;

/// <summary>What stands outside the edges of a padded tensor.</summary>
public enum PaddingModes
{
    /// <summary>A constant value.</summary>
    Constant = 0,
    /// <summary>The values mirrored at the edge.</summary>
    Reflect = 1,
    /// <summary>The value at the edge.</summary>
    Replicate = 2,
    /// <summary>The values of the other end.</summary>
    Circular = 3,
    /// <summary>Zero.</summary>
    Zeros = 4,
}
