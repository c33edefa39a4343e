// Which thread waits when there are too few processors. Any thread, for itself alone; it asks the system and
// needs no right for it.
#pragma once

namespace reviewd {

// The calling thread gives way to the others of the process, and to every other of the machine, by so many
// steps of niceness. Where the system forbids it (a stricter unit), it goes on as it was.
void give_way(int steps);

}  // namespace reviewd
