using Huracan.Contracts;

namespace Huracan.Tests.Contracts;

public class InputRefusedExceptionTests
{
    [Fact]
    public void It_carries_the_message_alone() =>
        Assert.Equal("a.csv, row 7: high < low", new InputRefusedException("a.csv, row 7: high < low").Message);

    [Fact]
    public void It_keeps_the_fault_that_led_to_it()
    {
        var error = new FormatException("x");
        var refusal = new InputRefusedException("a.csv, row 7", error);
        Assert.Same(error, refusal.InnerException);
        Assert.Equal("a.csv, row 7", refusal.Message);
    }
}
