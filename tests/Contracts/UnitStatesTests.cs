using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Json;

namespace Huracan.Tests.Contracts;

public class UnitStatesTests
{
    [Fact]
    public void Four_states_are_ends() =>
        Assert.Equal([UnitState.Trained, UnitState.Scored, UnitState.Failed, UnitState.Skipped, UnitState.Cancelled], UnitStates.Ends);

    [Fact]
    public void A_scored_unit_cannot_be_retried() =>
        Assert.Equal(
            [UnitState.Failed, UnitState.Skipped, UnitState.Cancelled], Enum.GetValues<UnitState>().Where(state => state.CanBeRetried));

    [Fact]
    public void A_run_that_is_paused_has_not_ended() =>
        Assert.Equal([RunState.Cancelled, RunState.Finished], Enum.GetValues<RunState>().Where(state => state.IsEnd));

    [Theory]
    [InlineData("SCORED", true)]
    [InlineData("CANCELLED", true)]
    [InlineData("TUNING", false)]
    [InlineData("ARCHIVING", false)]
    [InlineData("FAIL", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_text_is_an_end_only_where_it_names_one(string? text, bool isEnd) => Assert.Equal(isEnd, UnitStates.IsEnd(text));

    [Fact]
    public void States_are_spelled_as_in_JSON() =>
        Assert.All(Enum.GetValues<UnitState>(), state =>
            Assert.Equal($"\"{state.Text}\"", JsonSerializer.Serialize(state, HuracanJson.Compact)));
}
