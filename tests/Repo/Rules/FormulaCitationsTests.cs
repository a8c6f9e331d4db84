namespace Huracan.Tests.Repo.Rules;

public class FormulaCitationsTests
{
    private static readonly IReadOnlySet<string> Headings = FormulaCitations.Headings(
        new("docs/formulas.md", "# Formulas\n\n## F1 One\n\n## F12 Two\n"));

    [Theory]
    [InlineData("/// <summary>Probability (F1).</summary>", 0)]
    [InlineData("var x = 1; // as F12 says", 0)]
    [InlineData("/// <summary>Formula F2.</summary>", 1)]
    [InlineData("var x = y.ToString(\"F2\"); // F3 and F4", 2)]
    [InlineData("var x = y.ToString(\"F2\");", 0)]
    public void A_citation_without_a_heading_is_found(string line, int found) =>
        Assert.Equal(found, FormulaCitations.Violations(new("Engine/A.cs", line + "\n"), Headings).Count());
}
