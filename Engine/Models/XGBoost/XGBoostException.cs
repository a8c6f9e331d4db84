namespace Huracan.Engine.Models.XGBoost;

/// <summary>XGBoost's library reports a failure; the message is its own.</summary>
/// <param name="message">What it says.</param>
public sealed class XGBoostException(string message) : BoostingException(message);
