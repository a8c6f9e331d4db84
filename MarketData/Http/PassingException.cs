namespace Huracan.MarketData.Http;

/// <summary>An answer that asking again may mend.</summary>
public sealed class PassingException(string message) : Exception(message);
