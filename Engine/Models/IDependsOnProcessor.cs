namespace Huracan.Engine.Models;

/// <summary>
/// A family that is no network, and yet may give other bytes on another kind of processor: its library adds numbers in another order there.
/// </summary>
public interface IDependsOnProcessor;
