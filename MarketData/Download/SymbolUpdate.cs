using Huracan.MarketData.Vendors;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Download;

/// <summary>Brings the register of coins up to date.</summary>
internal static class SymbolUpdate
{
    /// <summary>
    /// With what the vendor says now. A coin the vendor no longer trades is delisted since it says so, or since now; one that only the
    /// archive remembers is entered without dates. No vendor tells of renames: the settings do.
    /// </summary>
    public static async Task<SymbolRegister> RunAsync(
        IMarketDataVendor vendor, SymbolRegister register, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var instruments = await vendor.InstrumentsAsync(cancellationToken);
        var entries = instruments.Select(instrument => new SymbolEntry(
            instrument.Coin, instrument.Base, instrument.Quote, instrument.TickSize, instrument.StepSize,
            instrument.Listed ?? register.Of(instrument.Coin)?.Listed,
            instrument.IsTrading ? null : instrument.Delisted ?? register.Of(instrument.Coin)?.Delisted ?? now)).ToList();
        var known = entries.Select(entry => entry.Coin).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in register.Symbols.Where(symbol => !known.Contains(symbol.Coin)))
            entries.Add(gone with { Delisted = gone.Delisted ?? now });
        known.UnionWith(register.Symbols.Select(symbol => symbol.Coin));
        foreach (var coin in (await vendor.ArchivedCoinsAsync(cancellationToken)).Where(coin => !known.Contains(coin)))
            entries.Add(new SymbolEntry(coin, "", "", 0, 0, null, now));
        return register.With(entries.Select(entry => entry with { RenamedTo = vendor.Renames.GetValueOrDefault(entry.Coin) }));
    }
}
