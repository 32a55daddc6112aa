System.Console.WriteLine("cdmp");
