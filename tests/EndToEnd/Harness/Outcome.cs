namespace Huracan.Tests.EndToEnd.Harness;

/// <summary>How a command ended and what it said.</summary>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    public string All => Output + Error;

    public Outcome Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Exit code {ExitCode} instead of {exitCode}:{Environment.NewLine}{All}");
        Assert.DoesNotContain("   at Huracan.", All, StringComparison.Ordinal); // a stack trace is for defects
        return this;
    }

    /// <summary>Refused for its input, with these words on standard error.</summary>
    public void ExpectRefusal(params string[] words)
    {
        Expect(2);
        foreach (var word in words)
            Assert.Contains(word, Error, StringComparison.Ordinal);
    }
}
