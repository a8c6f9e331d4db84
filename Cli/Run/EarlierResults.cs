using System.CommandLine;
using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Runs;

namespace Huracan.Cli.Run;

/// <summary>What to do with a stage's earlier results, and with what depends on them, when the stage is run again.</summary>
internal sealed class EarlierResults
{
    private readonly Option<bool> clean = new("--clean")
    {
        Description = "Drop the stage's earlier results and those of the stages after it.",
    };
    private readonly Option<bool> backup = new("--backup") { Description = "Move them into a folder backup-N beside them." };

    private bool drops;
    private bool keeps;

    public void AddTo(Command command)
    {
        command.Add(clean);
        command.Add(backup);
    }

    public EarlierResults Read(ParseResult parse)
    {
        (drops, keeps) = (parse.GetValue(clean), parse.GetValue(backup));
        return drops && keeps
            ? throw new InputRefusedException("--clean drops earlier results and --backup keeps them; give one of the two.")
            : this;
    }

    /// <summary>Whether a study that is longer than before may be gone on with: its trials stay what they are.</summary>
    public bool AllowsLonger { get; init; }

    /// <summary>Makes room, or refuses to: results of other options are not replaced unasked.</summary>
    /// <exception cref="InputRefusedException">There are earlier results of other options.</exception>
    public void Prepare(string runFolder, RunOptions options, IReadOnlyList<UnitId> units, ChainStage stage, bool isChanged)
    {
        var folder = new RunFolder(runFolder);
        foreach (var unit in units)
        {
            foreach (var root in options.Models.SelectMany(family =>
                options.HorizonsOf(unit.Timeframe).Select(horizon => RunOutputs.Candidate(unit, family, horizon))))
            {
                var files = folder.List(root).Where(file => StageOutputs.IsFrom(file[(root.Length + 1)..], stage)).ToArray();
                if (files.Length == 0)
                    continue;
                if (drops || keeps)
                {
                    if (drops)
                        Array.ForEach(files, folder.Delete);
                    else
                        Keep(folder, root, files);
                    RemoveEmptyFolders(folder.PathOf(root));
                }
                else if (isChanged && !AllowsLonger
                    && folder.Exists(StageRunner.RecordPath(root, stage.ToString().ToLowerInvariant())))
                    throw new InputRefusedException(
                        $"{root} has results of '{stage.ToString().ToLowerInvariant()}' with other options: keep them aside with --backup, "
                            + "or drop them with --clean.");
            }
        }
    }

    private static void Keep(RunFolder folder, string root, string[] files)
    {
        var number = 1;
        while (folder.Exists($"{root}/backup-{number}"))
            number++;
        foreach (var file in files)
        {
            var target = folder.PathOf(string.Create(CultureInfo.InvariantCulture, $"{root}/backup-{number}/{file[(root.Length + 1)..]}"));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!); // a file has a folder
            File.Move(folder.PathOf(file), target);
        }
    }

    private static void RemoveEmptyFolders(string path)
    {
        // the inner ones first
        foreach (var folder in Directory.GetDirectories(path, "*", SearchOption.AllDirectories).OrderDescending(StringComparer.Ordinal))
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
    }
}
