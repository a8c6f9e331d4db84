using System.CommandLine;
using System.Globalization;
using Huracan.Cli.Options;
using Huracan.Cli.Terminal;
using Huracan.Publishing;
using Huracan.Publishing.Dropbox;
using Huracan.Storage.Bundles;
using Huracan.Storage.Configuration;
using Spectre.Console;

namespace Huracan.Cli.Champions;

/// <summary><c>huracan champions export</c>: brings the champions to where others read them.</summary>
internal static class ExportCommand
{
    private const string Dropbox = "dropbox";

    public static Command Create()
    {
        var options = new ChampionOptions();
        var to = new Option<string>("--to")
        {
            Description = $"A folder, or '{Dropbox}' (with {DropboxPublisher.TokenVariable} set).",
            HelpName = $"DIR|{Dropbox}",
            Required = true,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be sent, and send nothing." };
        var settings = new Option<string?>("--settings")
        {
            Description = "How to publish; default: config/publishing.yaml.",
            HelpName = "FILE",
        };
        var command = new Command("export", "Publish the champions: bundles first, then latest.json. What is there is not sent again.")
        {
            to, dryRun, settings, options.Folder,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var file = parse.GetValue(settings) is { } named
                ? InputFile.Of(settings, named)
                : ConfigFolder.Find(PublishingOptions.FileName);
            var publishing = YamlFile.Load<PublishingOptions>(file);
            var store = options.Open(parse);
            var champions = ChampionOptions.Of(store, null, null).Select(pointer => store.Open(pointer.Key)).ToList();
            using var client = DropboxPublisher.NewClient();
            var target = parse.GetRequiredValue(to);
            IBundlePublisher publisher = target == Dropbox
                ? DropboxPublisher.FromEnvironment(
                    client, publishing.Dropbox, Environment.GetEnvironmentVariable, TimeProvider.System)
                : new FolderPublisher(new ChampionStore(OutputFolder.Of(to, target), ChampionOptions.Trust()), publishing.KeepVersions);
            var isDry = parse.GetValue(dryRun);
            Print(publisher.Target, await publisher.PublishAsync(champions, isDry, cancellationToken), isDry);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(string target, IReadOnlyList<PublishedFile> files, bool isDry)
    {
        var sent = files.Where(file => file.IsSent).ToList();
        if (isDry)
        {
            foreach (var file in sent)
                AnsiConsole.MarkupLineInterpolated($"would send {file.Path} ({file.Size} bytes)");
        }
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target}: {sent.Count} files, {sent.Sum(file => file.Size)} bytes {(isDry ? "would be sent" : "sent")}; "
                + $"{files.Count - sent.Count} were there already."));
    }
}
