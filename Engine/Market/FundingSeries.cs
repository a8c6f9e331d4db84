namespace Huracan.Engine.Market;

/// <summary>
/// Funding rates of a perpetual contract: at <c>Times[i]</c> a long pays <c>Rates[i]</c> of its notional to the shorts
/// (a negative rate turns the direction). Times are strictly increasing.
/// </summary>
public sealed class FundingSeries
{
    private readonly long[] times;
    private readonly double[] rates;

    /// <summary>Takes ownership of the columns.</summary>
    /// <param name="coin">Symbol.</param>
    /// <param name="times">Milliseconds since the Unix epoch, UTC, rounded to the whole minute; strictly increasing.</param>
    /// <param name="rates">Fraction of the notional per funding interval; finite.</param>
    /// <exception cref="ArgumentException">Lengths differ, a time is out of order or a rate is not finite.</exception>
    public FundingSeries(string coin, long[] times, double[] rates)
    {
        if (times.Length != rates.Length)
            throw new ArgumentException($"{coin} funding has {times.Length} times and {rates.Length} rates.");
        for (var i = 0; i < times.Length; i++)
        {
            if (!double.IsFinite(rates[i]) || (i > 0 && times[i] <= times[i - 1]))
                throw new ArgumentException($"Funding row {i} of {coin} ({times[i]} ms, {rates[i]}) is out of order or not finite.");
        }
        Coin = coin;
        this.times = times;
        this.rates = rates;
    }

    /// <summary>Symbol.</summary>
    public string Coin { get; }

    /// <summary>Number of funding events.</summary>
    public int Count => times.Length;

    /// <summary>Funding times, milliseconds since the Unix epoch, UTC.</summary>
    public ReadOnlySpan<long> Times => times;

    /// <summary>Rates as fractions of the notional.</summary>
    public ReadOnlySpan<double> Rates => rates;
}
