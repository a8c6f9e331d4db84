namespace Huracan.Engine.Models;

/// <summary>A library of boosted trees reports a failure; the message is its own.</summary>
/// <param name="message">What it says.</param>
public abstract class BoostingException(string message) : Exception(message);
