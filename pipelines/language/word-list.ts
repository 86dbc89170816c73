// A list of words and phrases as it is easiest to read and to edit: parted by commas, over as many lines as it takes.

export function wordList(text: string): readonly string[] {
  return text
    .split(',')
    .map((word) => word.trim().replace(/\s+/g, ' '))
    .filter((word) => word !== '');
}
