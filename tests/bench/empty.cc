// What a process costs that does nothing: the unit that start-up is measured in.
int main() {
  return 0;
}
