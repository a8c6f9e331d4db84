using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Storage.Files;

namespace Huracan.Storage.MarketStore;

/// <summary>
/// The coins of a store's market in <c>symbols.json</c>, with when each was listed and delisted: coins are never taken out, so that the
/// coins of a past day are those of that day.
/// </summary>
/// <param name="Symbols">By symbol, ascending.</param>
public sealed record SymbolRegister(IReadOnlyList<SymbolEntry> Symbols)
{
    private const string FileName = "symbols.json";

    /// <summary>The coin's entry; null where it is unknown.</summary>
    public SymbolEntry? Of(string coin) => Symbols.FirstOrDefault(symbol => symbol.Coin == coin);

    /// <summary>With entries in place of those of the same coins.</summary>
    public SymbolRegister With(IEnumerable<SymbolEntry> entries)
    {
        var all = Symbols.ToDictionary(symbol => symbol.Coin, StringComparer.Ordinal);
        foreach (var entry in entries)
            all[entry.Coin] = entry;
        return new SymbolRegister([.. all.Values.OrderBy(symbol => symbol.Coin, StringComparer.Ordinal)]);
    }

    /// <summary>Reads a store's; empty where there is none yet.</summary>
    /// <exception cref="InputRefusedException">It cannot be read.</exception>
    public static SymbolRegister Read(CandleStore store)
    {
        var path = Path.Combine(store.Folder, FileName);
        return File.Exists(path) ? JsonFile.Read<SymbolRegister>(path) : new SymbolRegister([]);
    }

    /// <summary>Writes it into a store.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(CandleStore store) => AtomicFile.Write(Path.Combine(store.Folder, FileName), HuracanJson.Serialize(this));
}
