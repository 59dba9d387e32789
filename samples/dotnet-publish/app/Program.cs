Console.WriteLine("hello from a container that has no Dockerfile");
