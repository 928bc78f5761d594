drop function hist.fold(text);
