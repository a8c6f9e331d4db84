namespace Huracan.Engine.Models.CatBoost;

/// <summary>CatBoost refused a call, or gave something that is no ensemble of its kind.</summary>
/// <param name="message">What it says.</param>
public sealed class CatBoostException(string message) : BoostingException(message);
