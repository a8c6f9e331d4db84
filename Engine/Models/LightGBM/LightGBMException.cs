namespace Huracan.Engine.Models.LightGBM;

/// <summary>LightGBM refused a call.</summary>
/// <param name="message">What it says.</param>
public sealed class LightGBMException(string message) : BoostingException(message);
