using System.CommandLine;
using Huracan.Cli.Run;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Storage.Bundles;

namespace Huracan.Cli.Champions;

/// <summary>What the commands about champions have in common.</summary>
internal sealed class ChampionOptions
{
    public Option<string?> Folder { get; } = new("--champions")
    {
        Description = "Folder of the champions; default: champions, as config/paths.yaml says.",
        HelpName = "DIR",
    };

    /// <summary>The champions, accepted by the keys of the environment.</summary>
    /// <exception cref="InputRefusedException">A key is none.</exception>
    public ChampionStore Open(ParseResult parse) => new(
        parse.GetValue(Folder) ?? RunPaths.ChampionsIn(Environment.CurrentDirectory), Trust());

    /// <summary>The champions there are.</summary>
    /// <exception cref="InputRefusedException">There is no such folder, or a key is none.</exception>
    public ChampionStore OpenExisting(ParseResult parse)
    {
        var store = Open(parse);
        return Directory.Exists(store.Root)
            ? store
            : throw new InputRefusedException($"There is no folder of champions {store.Root}; name it by {Folder.Name}.");
    }

    /// <summary>The champions, by default below another folder than the working one.</summary>
    public ChampionStore Open(ParseResult parse, string output) => new(parse.GetValue(Folder) ?? RunPaths.ChampionsIn(output), Trust());

    /// <summary>The champions in a folder.</summary>
    /// <exception cref="InputRefusedException">A key is none.</exception>
    public static ChampionStore At(string folder) => new(folder, Trust());

    /// <summary>Who signs new bundles; null where no key is set.</summary>
    /// <exception cref="InputRefusedException">The key is none.</exception>
    public static BundleSigner? Signer() => BundleSigner.FromEnvironment(Environment.GetEnvironmentVariable);

    /// <summary>Whose bundles are accepted.</summary>
    /// <exception cref="InputRefusedException">A key is none.</exception>
    public static BundleTrust Trust() => BundleTrust.FromEnvironment(Environment.GetEnvironmentVariable);

    /// <summary>The argument that names a coin.</summary>
    public static Argument<string?> Coin() => new("COIN") { Description = "Symbol.", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The argument that names a timeframe.</summary>
    public static Argument<string?> Length() => new("TIMEFRAME") { Description = "Such as 15m.", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The champions there are, or those of one unit where one is named.</summary>
    /// <exception cref="InputRefusedException">Only one of coin and timeframe is named, or there is no such champion.</exception>
    public static IReadOnlyList<ChampionPointer> Of(ChampionStore store, string? coin, string? timeframe)
    {
        var all = store.Latest().Champions;
        if (coin is null)
            return all.Count > 0 ? all : throw new InputRefusedException($"{store.Root} has no champion yet.");
        var unit = new UnitId(coin, Timeframe.Parse(timeframe ?? throw new InputRefusedException($"Name a timeframe too: {coin} 15m.")));
        ChampionPointer[] chosen = [.. all.Where(pointer => pointer.Key.Unit == unit)];
        return chosen.Length > 0 ? chosen : throw new InputRefusedException($"{store.Root} has no champion of {unit}.");
    }
}
