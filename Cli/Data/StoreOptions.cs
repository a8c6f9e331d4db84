using System.CommandLine;
using Huracan.Cli.Options;
using Huracan.MarketData.Catalog;
using Huracan.Storage.Configuration;

namespace Huracan.Cli.Data;

/// <summary>What the commands about downloaded stores have in common.</summary>
internal static class StoreOptions
{
    public static readonly Option<string> Source = new("--source")
    {
        Description = "A store that 'data download' made.",
        HelpName = "DIR",
        Required = true,
    };
    public static readonly Option<string?> Settings = new("--settings")
    {
        Description = "File of the exchanges' addresses; default: config/vendors.yaml.",
        HelpName = "FILE",
    };

    /// <summary>Where the exchanges are.</summary>
    /// <exception cref="Contracts.InputRefusedException">The file is missing or refused.</exception>
    public static VendorsOptions Vendors(ParseResult parse) => YamlFile.Load<VendorsOptions>(
        parse.GetValue(Settings) is { } file ? InputFile.Of(Settings, file) : ConfigFolder.Find(VendorsOptions.FileName));
}
