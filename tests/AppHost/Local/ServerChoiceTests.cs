using Huracan.AppHost.Hosting;
using Huracan.AppHost.Local;

namespace Huracan.Tests.AppHost.Local;

public class ServerChoiceTests
{
    [Theory]
    [InlineData("Auto", true, true, "a container engine answers")]
    [InlineData("Auto", false, false, "no container engine answers")]
    [InlineData("Container", true, true, "--servers container")]
    [InlineData("Process", true, false, "--servers process")]
    [InlineData("Process", false, false, "--servers process")]
    public void Containers_are_used_where_an_engine_answers_unless_an_option_says_otherwise(
        string kind, bool isEngineRunning, bool isContainer, string reason) =>
        Assert.Equal(new ServerChoice(isContainer, reason), ServerChoice.Make(Enum.Parse<ServerKind>(kind), () => isEngineRunning));

    [Fact]
    public void Containers_without_an_engine_are_refused() =>
        Assert.Contains("no container engine", Assert.Throws<StartRefusedException>(
            () => ServerChoice.Make(ServerKind.Container, () => false)).Message, StringComparison.Ordinal);
}
