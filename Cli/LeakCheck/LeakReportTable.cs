using Huracan.Engine.Leakage;

namespace Huracan.Cli.LeakCheck;

/// <summary>Prints what the checks found: a line a check, each leak below it.</summary>
internal static class LeakReportTable
{
    private const int MostLeaks = 10; // of one check

    /// <summary>Writes the lines.</summary>
    public static void Write(LeakReport report, TextWriter output)
    {
        output.WriteLine($"{report.Subject}: {(report.IsClean ? "no leak found" : $"{report.Findings.Count()} leaks found")}");
        foreach (var result in report.Results)
        {
            var verdict = !result.IsClean ? "LEAK" : result.Subjects > 0 ? "OK  " : "none";
            output.WriteLine($"  {verdict}  {Name(result.Check),-22}  {result.Subjects,4} checked: {Meaning(result.Check)}");
            foreach (var finding in result.Findings.Take(MostLeaks))
                output.WriteLine($"          {finding}");
            if (result.Findings.Count > MostLeaks)
                output.WriteLine($"          and {result.Findings.Count - MostLeaks} more");
        }
    }

    private static string Name(LeakCheckKind check) => check switch
    {
        LeakCheckKind.Truncation => "truncation replay",
        LeakCheckKind.ChangedFuture => "changed future",
        LeakCheckKind.LabelInterval => "label interval",
        LeakCheckKind.LabelEntry => "label entry",
        LeakCheckKind.Learnt => "learnt states",
        LeakCheckKind.Canary => "canary",
        LeakCheckKind.Purge => "purge",
        LeakCheckKind.Embargo => "embargo",
        LeakCheckKind.Fills => "fills",
        LeakCheckKind.LabelShift => "label shift",
        LeakCheckKind.LeadLag => "lead and lag",
        LeakCheckKind.FutureCopy => "future copy",
        _ => "whole-sample scaling",
    };

    private static string Meaning(LeakCheckKind check) => check switch
    {
        LeakCheckKind.Truncation => "columns of a series that is cut off are those of the whole one",
        LeakCheckKind.ChangedFuture => "columns and forecasts up to a bar do not depend on what follows it",
        LeakCheckKind.LabelInterval => "no label rests on a bar after its end",
        LeakCheckKind.LabelEntry => "labels are entered after their signal",
        LeakCheckKind.Learnt => "what is learnt does not depend on later candles",
        LeakCheckKind.Canary => "what is learnt does not depend on a column that tells the future later",
        LeakCheckKind.Purge => "no training label meets a tested one",
        LeakCheckKind.Embargo => "no training sample lies in an embargo",
        LeakCheckKind.Fills => "fills follow their signal, at prices there were",
        LeakCheckKind.LabelShift => "no column tells the label better than is plausible",
        LeakCheckKind.LeadLag => "no column tells the next returns better than is plausible",
        LeakCheckKind.FutureCopy => "no column is a later price, volume, return or label",
        _ => "no column is scaled by the whole sample",
    };
}
