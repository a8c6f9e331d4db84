using System.CommandLine;
using Huracan.Cli.Doctor;

namespace Huracan.Tests.Cli.Doctor;

public class DoctorCommandTests
{
    [Fact]
    public void The_command_checks_this_machine_and_sets_the_exit_code()
    {
        using var output = new StringWriter();
        var exit = DoctorCommand.Create().Parse([]).Invoke(new InvocationConfiguration { Output = output });
        var text = output.ToString();
        string[] names =
        [
            ".NET runtime", ".NET SDK", "packages", "libtorch", "xgboost", "lightgbm", "onnxruntime", "catboost", "BLAS", "threads",
            "matrix product", "fonts", "postgres", "redis", "chromium", "processor", "memory", "disk", "GPU",
        ];
        Assert.All(names, name => Assert.Contains($"\n{name} ", "\n" + text, StringComparison.Ordinal));
        Assert.Equal(text.Contains(" FAIL ", StringComparison.Ordinal) ? 1 : 0, exit);
    }
}
